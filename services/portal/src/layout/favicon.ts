/** The site's icon: the brand mark on the brand colour. */
export const favicon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#0b5563"/><path d="M7 21C10 7 22 7 25 21" fill="none" stroke="#fff" stroke-width="3"/><circle cx="7" cy="22" r="4" fill="#fff"/><circle cx="25" cy="22" r="4" fill="#ffb84d"/></svg>`;
