import "../field-styles";
import { pickersCss } from "../../theme/pickers.css";
import { addStyles } from "../../theme/sheet";

export { DatePicker } from "./date-picker";
export { Select } from "./select";

addStyles(pickersCss);
