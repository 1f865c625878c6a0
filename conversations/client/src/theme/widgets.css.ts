/** The styles of widgets and of formatted text. */
export const widgetsCss: string = "";
