// Runs before the first paint: puts what this browser chose (and whether it is signed in) on <html> for the stylesheet.
(() => {
  const { dataset } = document.documentElement;
  dataset.script = "";
  if (/(^|; )handbook-hint=1/.test(document.cookie)) dataset.signedIn = "";
  for (const name of ["theme", "size", "measure", "face", "justify"]) {
    let chosen = null;
    try {
      chosen = localStorage.getItem(name);
    } catch {
      // A browser that keeps nothing gets what the system prefers.
    }
    if (chosen && /^[a-z0-9]{1,10}$/.test(chosen)) dataset[name] = chosen;
  }
})();
