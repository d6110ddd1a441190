import { RowsField, TextField } from "@/app/(author)/author/settings/fields";
import type { Group } from "@/app/(author)/author/settings/settings-group";

/** What the landing page says to sell the book. */
export function Selling({ settings, state }: Group) {
  const { price, refundDays, buy, benefits, testimonials, faq } = settings;
  const shops = Object.entries(buy).map(([shop, address]) => ({ shop, address }));
  return (
    <section className="grid gap-4" aria-labelledby="selling">
      <h2 id="selling" className="text-lg">
        On the landing page
      </h2>
      <div className="settings-row">
        <TextField
          name="price.amount"
          label="Price"
          value={price?.amount}
          state={state}
          type="number"
        />
        <TextField
          name="price.currency"
          label="Currency"
          value={price?.currency}
          state={state}
          hint="For example EUR."
        />
        <TextField
          name="refundDays"
          label="Days to give it back"
          value={refundDays}
          state={state}
          type="number"
        />
      </div>
      <RowsField
        name="buy"
        title="Shops"
        columns={[
          { name: "shop", label: "Shop" },
          { name: "address", label: "Address" },
        ]}
        values={shops}
        state={state}
      />
      <RowsField
        name="benefits"
        title="What readers will be able to do"
        columns={[{ name: "", label: "Benefit" }]}
        values={benefits.map((benefit) => ({ "": benefit }))}
        state={state}
      />
      <RowsField
        name="testimonials"
        title="Quotes"
        columns={[
          { name: "quote", label: "Quote", rows: 2 },
          { name: "name", label: "Name" },
          { name: "role", label: "Role" },
        ]}
        values={testimonials}
        state={state}
      />
      <RowsField
        name="faq"
        title="Questions and answers"
        columns={[
          { name: "question", label: "Question" },
          { name: "answer", label: "Answer", rows: 3 },
        ]}
        values={faq}
        state={state}
      />
    </section>
  );
}
