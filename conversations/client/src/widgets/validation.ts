/** Which controls of a form keep it from being submitted, and what to say about each. */
import { controls, isRadio, nameOf } from "./form-values";
import { strings } from "./strings";

export type Problem = { name: string; message: string; control: HTMLElement };

type Control = ReturnType<typeof controls>[number];

function missing(control: Control): string {
  if (control instanceof HTMLSelectElement) return strings.selectFirst;
  return control.type === "checkbox" ? strings.tickFirst : strings.fillFirst;
}

function isMissing(control: Control): boolean {
  if (!control.required) return false;
  const box = control instanceof HTMLInputElement && control.type === "checkbox";
  return box ? !control.checked : control.value.trim() === "";
}

function message(control: Control): string | undefined {
  if (isMissing(control)) return missing(control);
  return control.checkValidity() ? undefined : control.validationMessage || strings.notValid;
}

function groupMessage(control: Control, all: readonly Control[]): string | undefined {
  const group = all.filter((other) => isRadio(other) && nameOf(other) === nameOf(control));
  const chosen = group.some((other) => isRadio(other) && other.checked);
  return control.required && !chosen ? strings.chooseFirst : undefined;
}

/** The problems in document order, at most one a name. */
export function problems(form: HTMLElement): Problem[] {
  const all = controls(form);
  const found = new Map<string, Problem>();
  for (const control of all) {
    const name = nameOf(control);
    const text = isRadio(control) ? groupMessage(control, all) : message(control);
    if (text && !found.has(name)) found.set(name, { name, message: text, control });
  }
  return [...found.values()];
}
