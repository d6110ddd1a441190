// Plain JavaScript that an old Node can read too: it says what to do when this Node cannot run the rest.
const [major, minor] = process.version.slice(1).split(".").map(Number);

if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Node ${process.version.slice(1)} is too old for this site: install Node 24 from https://nodejs.org, then run npm install and try again.`,
  );
  process.exit(1);
}

const from = process.cwd();
process.chdir(import.meta.dirname.replace(/[\\/]cli$/, ""));

const tsx = await import("tsx/esm/api").catch(() => {
  console.error("The packages are not installed yet: run npm install, then try again.");
  process.exit(1);
});
tsx.register();

const { run } = await import("./start/run.ts");
process.exit(await run(process.argv.slice(2), from));
