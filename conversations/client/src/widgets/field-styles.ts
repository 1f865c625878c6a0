/** Imported by all parts that draw fields; runs once. */
import { fieldsCss } from "../theme/fields.css";
import { addStyles } from "../theme/sheet";

addStyles(fieldsCss);
