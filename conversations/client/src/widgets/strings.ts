/** What widgets say of their own accord. */
export const strings = {
  chooseFirst: "Choose an answer first.",
  tickFirst: "Tick this box first.",
  fillFirst: "Fill this in first.",
  selectFirst: "Select an entry first.",
  notValid: "This entry is not valid.",
  failed: "That did not go through. What you entered is still here; please try again.",
  showMore: (hidden: number) => `Show ${hidden} more`,
  clear: "Clear",
  unsupported: (what: string) => `${what} cannot be shown here yet.`,
} as const;
