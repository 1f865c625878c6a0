/** Which controls of a form keep it from being submitted, and what to say about each. */
import type { Messages } from "../i18n";
import { controls, isRadio, nameOf } from "./form-values";

export type Problem = { name: string; message: string; control: HTMLElement };

type Control = ReturnType<typeof controls>[number];

function missing(control: Control, text: Messages): string {
  if (control instanceof HTMLSelectElement) return text.selectFirst;
  return control.type === "checkbox" ? text.tickFirst : text.fillFirst;
}

function isMissing(control: Control): boolean {
  if (!control.required) return false;
  const box = control instanceof HTMLInputElement && control.type === "checkbox";
  return box ? !control.checked : control.value.trim() === "";
}

/** Text areas have no pattern of their own. One that is no pattern is ignored, as browsers do. */
function breaksPattern(control: Control): boolean {
  const pattern = control.dataset.pattern;
  if (!pattern || !control.value) return false;
  try {
    return !new RegExp(`^(?:${pattern})$`, "v").test(control.value);
  } catch {
    return false;
  }
}

/** In the chat's words: the browser's own are in the browser's language. */
function mistake({ validity, type }: Control, text: Messages): string {
  if (validity.badInput) return text.notNumber;
  if (!validity.typeMismatch) return text.notValid;
  return type === "email" ? text.notEmail : text.notUrl;
}

function message(control: Control, text: Messages): string | undefined {
  if (isMissing(control)) return missing(control, text);
  if (breaksPattern(control)) return text.notValid;
  return control.checkValidity() ? undefined : mistake(control, text);
}

function groupMessage(
  control: Control,
  all: readonly Control[],
  text: Messages,
): string | undefined {
  const group = all.filter((other) => isRadio(other) && nameOf(other) === nameOf(control));
  const chosen = group.some((other) => isRadio(other) && other.checked);
  return control.required && !chosen ? text.chooseFirst : undefined;
}

/** The problems in document order, at most one a name. */
export function problems(form: HTMLElement, text: Messages): Problem[] {
  const all = controls(form);
  const found = new Map<string, Problem>();
  for (const control of all) {
    const name = nameOf(control);
    const said = isRadio(control) ? groupMessage(control, all, text) : message(control, text);
    if (said && !found.has(name)) found.set(name, { name, message: said, control });
  }
  return [...found.values()];
}
