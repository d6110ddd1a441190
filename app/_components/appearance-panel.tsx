"use client";
import { useEffect, useState } from "react";

/** Each choice is kept under its name in this browser; public/theme.js puts it back before the next paint. */
const CHOICES = [
  {
    name: "theme",
    label: "Theme",
    options: [
      ["", "System"],
      ["light", "Light"],
      ["sepia", "Sepia"],
      ["dark", "Dark"],
    ],
  },
  {
    name: "size",
    label: "Text size",
    options: [
      ["1", "16"],
      ["2", "18"],
      ["3", "20"],
      ["4", "22"],
      ["5", "25"],
    ],
  },
  {
    name: "measure",
    label: "Line length",
    options: [
      ["narrow", "Narrow"],
      ["", "Normal"],
      ["wide", "Wide"],
    ],
  },
  {
    name: "face",
    label: "Typeface",
    options: [
      ["", "Serif"],
      ["sans", "Sans"],
    ],
  },
  {
    name: "justify",
    label: "Right edge",
    options: [
      ["", "Ragged"],
      ["on", "Justified"],
    ],
  },
] as const;

export function AppearancePanel() {
  const [chosen, setChosen] = useState<Record<string, string>>({});
  useEffect(() => {
    const { dataset } = document.documentElement;
    setChosen({ size: usualSize(), ...dataset } as Record<string, string>);
  }, []);

  function choose(name: string, value: string) {
    keep(name, value);
    setChosen((before) => ({ ...before, [name]: value }));
  }

  return (
    <div
      popover="auto"
      id="appearance"
      className="appearance card"
      role="dialog"
      aria-label="Appearance"
    >
      {CHOICES.map(({ name, label, options }) => (
        <fieldset key={name}>
          <legend className="label">{label}</legend>
          <div className="segments">
            {options.map(([value, words]) => (
              <label key={value} className="segment">
                <input
                  type="radio"
                  name={name}
                  value={value}
                  checked={(chosen[name] ?? "") === value}
                  onChange={() => choose(name, value)}
                />
                <span>{words}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}

/** Of the text sizes, the one that tokens.css gives this screen while nobody has chosen. */
const usualSize = () => (window.matchMedia("(min-width: 48em)").matches ? "3" : "2");

/** Where storage is closed the choice holds for this page. */
function keep(name: string, value: string) {
  const { dataset } = document.documentElement;
  if (value) dataset[name] = value;
  else delete dataset[name];
  try {
    if (value) localStorage.setItem(name, value);
    else localStorage.removeItem(name);
  } catch {
    // Private windows may refuse; nothing is lost but the memory of it.
  }
}
