"use client";

/** React does not know the attribute that asks for a folder. */
const FOLDER = { webkitdirectory: "" };

export function FolderInput() {
  return (
    <label className="needs-script">
      <span className="label">Or a folder</span>
      <input type="file" name="folder" multiple className="field" {...FOLDER} />
    </label>
  );
}
