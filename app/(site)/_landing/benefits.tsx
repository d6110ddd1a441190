export function Benefits({ benefits }: { benefits: string[] }) {
  if (benefits.length === 0) return null;
  return (
    <section className="band" aria-labelledby="benefits">
      <h2 id="benefits" className="band-title">
        What you will be able to do
      </h2>
      <ul className="benefits">
        {benefits.map((benefit) => (
          <li key={benefit}>{benefit}</li>
        ))}
      </ul>
    </section>
  );
}
