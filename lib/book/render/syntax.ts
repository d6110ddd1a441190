/** The two additions to Markdown, narrow enough that ordinary text with ":side", 12:30 or $5 stays text. */
import { directiveFromMarkdown } from "mdast-util-directive";
import { mathFromMarkdown } from "mdast-util-math";
import { directive } from "micromark-extension-directive";
import { math } from "micromark-extension-math";
import type { Code, Construct, Extension, State, Tokenizer } from "micromark-util-types";

const COLON = 58;
const DOLLAR = 36;
const SIDENOTE_OPENING = ":side[";

/** Sidenotes only of the many directives; `$…$` is a formula only under the rule of `startsFormula`. */
export const bookSyntax: Extension = {
  flow: math().flow,
  text: {
    [COLON]: onlyWhere(textConstruct(directive(), COLON), startsSidenote),
    [DOLLAR]: onlyWhere(textConstruct(math(), DOLLAR), startsFormula),
  },
};

export const bookSyntaxToTree = [directiveFromMarkdown(), mathFromMarkdown()];

function textConstruct(extension: Extension, code: number): Construct {
  const construct = extension.text?.[code];
  if (!construct || Array.isArray(construct))
    throw new Error("The Markdown extension lacks its construct.");
  return construct;
}

/** The same construct, tried only where a look ahead agrees. */
function onlyWhere(construct: Construct, agrees: Tokenizer): Construct {
  return {
    ...construct,
    tokenize(effects, ok, nok) {
      const original = construct.tokenize.call(this, effects, ok, nok);
      return effects.check({ tokenize: agrees, partial: true }, original, nok);
    },
  };
}

function startsSidenote(...[effects, ok, nok]: Parameters<Tokenizer>): State {
  let matched = 0;
  const step: State = (code) => {
    if (code !== SIDENOTE_OPENING.charCodeAt(matched)) return nok(code);
    if (matched === 0) effects.enter("data");
    matched += 1;
    effects.consume(code);
    return matched === SIDENOTE_OPENING.length ? end : step;
  };
  const end: State = (code) => {
    effects.exit("data");
    return ok(code);
  };
  return step;
}

/** Pandoc's rule: no space inside the dollars and no digit after them, so that prices stay prices. */
function startsFormula(...[effects, ok, nok]: Parameters<Tokenizer>): State {
  let last: Code = null;
  const open: State = (code) => {
    effects.enter("data");
    effects.consume(code);
    return first;
  };
  const first: State = (code) => {
    if (code === DOLLAR) return end(code);
    return isSpace(code) ? nok(code) : inside(code);
  };
  const inside: State = (code) => {
    if (code === null) return nok(code);
    const isClosing = code === DOLLAR;
    if (isClosing && isSpace(last)) return nok(code);
    last = code;
    effects.consume(code);
    return isClosing ? after : inside;
  };
  const after: State = (code) => (code === DOLLAR || isDigit(code) ? nok(code) : end(code));
  const end: State = (code) => {
    effects.exit("data");
    return ok(code);
  };
  return open;
}

/** Negative codes are the parser's own for tabs and line ends. */
const isSpace = (code: Code) => code === null || code < 0 || code === 32;
const isDigit = (code: Code) => code !== null && code >= 48 && code <= 57;
