/** What widgets say of their own accord. */
export const strings = {
  chooseFirst: "Choose an answer first.",
  tickFirst: "Tick this box first.",
  fillFirst: "Fill this in first.",
  selectFirst: "Select an entry first.",
  notValid: "This entry is not valid.",
  showMore: (hidden: number) => `Show ${hidden} more`,
  unsupported: (what: string) => `${what} cannot be shown here yet.`,
} as const;
