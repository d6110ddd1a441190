/** Footnotes and reference links belong to the edition that refers to them: finds which those are. */
import type { Definition, FootnoteDefinition, Nodes, Root } from "mdast";
import { visit } from "unist-util-visit";

export type Definitions = {
  footnotes: Map<string, FootnoteDefinition>;
  links: Map<string, Definition>;
};

/** The first definition of a name counts, wherever it stands. */
export function findDefinitions(root: Root): Definitions {
  const found: Definitions = { footnotes: new Map(), links: new Map() };
  visit(root, (node) => {
    if (node.type === "definition") keepFirst(found.links, node.identifier, node);
    if (node.type === "footnoteDefinition") keepFirst(found.footnotes, node.identifier, node);
  });
  return found;
}

function keepFirst<T>(map: Map<string, T>, key: string, value: T) {
  if (!map.has(key)) map.set(key, value);
}

/** Those that these nodes refer to, also through other footnotes. */
export function definitionsUsedBy(nodes: Nodes[], all: Definitions): Definitions {
  const used: Definitions = { footnotes: new Map(), links: new Map() };
  const follow = (node: Nodes) => {
    if (node.type === "linkReference" || node.type === "imageReference")
      take(all.links, used.links, node.identifier);
    if (node.type === "footnoteReference") {
      const definition = take(all.footnotes, used.footnotes, node.identifier);
      if (definition) follow(definition);
    }
    if ("children" in node) node.children.forEach(follow);
  };
  nodes.forEach(follow);
  return used;
}

/** The definition, only when it was not taken before. */
function take<T>(from: Map<string, T>, into: Map<string, T>, key: string): T | undefined {
  const value = from.get(key);
  if (value === undefined || into.has(key)) return undefined;
  into.set(key, value);
  return value;
}
