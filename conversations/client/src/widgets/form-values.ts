/** The values of a form's named controls, and how they enter an action's payload. */

export type FieldValue = string | boolean | null;
export type Field = { name: string; value: FieldValue };

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const UNSAFE_KEYS = new Set(["__proto__", "constructor", "prototype"]);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Puts the value at the path unless something is there, or in the way, already. */
function place(target: Record<string, unknown>, path: string[], value: FieldValue): boolean {
  const [key = "", ...rest] = path;
  if (rest.length === 0) {
    if (Object.hasOwn(target, key)) return false;
    target[key] = value;
    return true;
  }
  if (!Object.hasOwn(target, key)) target[key] = {};
  const next = target[key];
  return isRecord(next) && place(next, rest, value);
}

/**
 * The payload with the fields in it; dotted names nest (`choice.a` -> `{choice: {a: ...}}`).
 * What the payload already says wins over a field of the same name, which is then among `refused`;
 * so are all fields where the payload is no object that could hold them.
 */
export function withFields(
  payload: unknown,
  fields: readonly Field[],
): { payload: unknown; refused: string[] } {
  const result: unknown = structuredClone(payload ?? {});
  if (!isRecord(result)) return { payload: result, refused: fields.map(({ name }) => name) };
  const refused = fields.filter(({ name, value }) => {
    const path = name.split(".");
    const safe = path.every((key) => key !== "" && !UNSAFE_KEYS.has(key));
    return !safe || !place(result, path, value);
  });
  return { payload: result, refused: refused.map(({ name }) => name) };
}

/** Built-in controls say their name in `data-field`; those of custom components in `name`. */
const CONTROLS = "[data-field], .ck-custom :is(input, select, textarea)[name]";

/** The controls of a form that take part in it: named, enabled, not those of an inner form. */
export function controls(form: HTMLElement): Control[] {
  const named = [...form.querySelectorAll<Control>(CONTROLS)];
  return named.filter((one) => !one.disabled && one.closest("[data-form]") === form);
}

export function nameOf(control: Element): string {
  return control.getAttribute("data-field") ?? control.getAttribute("name") ?? "";
}

export function isRadio(control: Element): control is HTMLInputElement {
  return control instanceof HTMLInputElement && control.type === "radio";
}

/** A control's value: text as typed (numbers too), a checkbox true or false, an empty choice null. */
export function fieldValue(control: Control): FieldValue {
  if (control instanceof HTMLInputElement && control.type === "checkbox") return control.checked;
  const isChoice = control instanceof HTMLSelectElement || control.type === "hidden";
  return isChoice ? control.value || null : control.value;
}

/** Every value of the form. An unticked checkbox is false; a group with no choice is absent. */
export function readFields(form: HTMLElement): Field[] {
  return controls(form)
    .filter((control) => !isRadio(control) || control.checked)
    .map((control) => ({ name: nameOf(control), value: fieldValue(control) }));
}
