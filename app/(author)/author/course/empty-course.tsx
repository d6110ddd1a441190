export function EmptyCourse() {
  return (
    <div className="card max-w-xl">
      <p className="mb-4">
        The course is a few short lessons that people get by mail after they confirm, each on its
        day. There is none yet.
      </p>
      <a className="button" href="/author/course/new">
        Write the first lesson
      </a>
    </div>
  );
}
