const shortestQuestion = 2;
const pauseMs = 150;

/**
 * Offers records while somebody types into the search field it stands around: a combobox with a list (WAI-ARIA APG 1.2). What it
 * shows comes from the server: the pages of the types (`data-pages`), the texts, one for each number of suggestions.
 */
class SearchSuggestions extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input");
    if (this.field === null || this.list !== undefined) return;
    this.pages = JSON.parse(this.dataset.pages);
    this.counts = JSON.parse(this.dataset.counts);
    this.list = part("ul", { id: `${this.field.id}-suggestions`, role: "listbox", "aria-label": this.dataset.label, hidden: "" });
    this.announced = part("div", { role: "status", class: "govuk-visually-hidden" });
    this.append(this.list, this.announced);
    // A search field is no combobox to HTML, and browsers let Escape empty it.
    give(this.field, { type: "text", enterkeyhint: "search", role: "combobox", "aria-autocomplete": "list" });
    give(this.field, { "aria-expanded": "false", "aria-controls": this.list.id });
    this.field.addEventListener("input", () => this.wait());
    this.field.addEventListener("keydown", (event) => this.press(event));
    this.field.addEventListener("blur", () => this.forget());
    // The field keeps the focus, or it would close the list before the click arrives.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.follow(event.target.closest("[role=option]")));
  }

  wait() {
    this.forget();
    const typed = this.field.value.trim();
    if (typed.length < shortestQuestion || typed.length > this.field.maxLength) return;
    const asking = new AbortController();
    this.asking = asking;
    this.pause = setTimeout(() => this.ask(typed, asking.signal), pauseMs);
  }

  async ask(typed, signal) {
    try {
      const variables = JSON.stringify({ prefix: typed, locale: document.documentElement.lang });
      const answer = await fetch(this.dataset.ask + encodeURIComponent(variables), { signal, headers: { accept: "application/json" } });
      const { data } = await answer.json();
      if (!signal.aborted && data) this.offer(data.suggest);
    } catch {
      // Without suggestions the form goes on working; who was interrupted has asked again.
    }
  }

  offer(hits) {
    const shown = hits.filter(({ record }) => record.__typename in this.pages);
    const options = shown.map(({ title, matchedAs, record }, index) => {
      const [address, type] = this.pages[record.__typename];
      const option = part("li", { id: `${this.list.id}-${index}`, role: "option", "aria-selected": "false" });
      option.dataset.href = address.replaceAll("{slug}", encodeURIComponent(record.slug));
      option.append(title, " ", part("small", {}, matchedAs ? this.dataset.matched.replace("{name}", () => matchedAs.text) : type));
      return option;
    });
    this.list.replaceChildren(...options);
    this.open(options.length > 0);
    this.announced.textContent = this.counts[options.length];
  }

  press(event) {
    if (event.isComposing) return;
    const options = [...this.list.children];
    if (event.key === "Escape" && !this.list.hidden) this.forget();
    else if (event.key === "Enter" && this.chosen) this.follow(this.chosen);
    else if (event.key === "ArrowDown" && options.length > 0) this.choose(options[options.indexOf(this.chosen) + 1]);
    else if (event.key === "ArrowUp" && options.length > 0) this.choose(this.chosen ? this.chosen.previousElementSibling : options.at(-1));
    else return;
    event.preventDefault();
  }

  /** Past either end the choice is what was typed. */
  choose(option) {
    this.chosen?.setAttribute("aria-selected", "false");
    this.chosen = option ?? null;
    this.chosen?.setAttribute("aria-selected", "true");
    this.chosen?.scrollIntoView({ block: "nearest" });
    if (this.chosen) this.field.setAttribute("aria-activedescendant", this.chosen.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  follow(option) {
    if (option) location.assign(option.dataset.href);
  }

  open(open) {
    this.list.hidden = !open;
    this.field.setAttribute("aria-expanded", String(open));
  }

  /** Closes the list, and lets go of a question under way. */
  forget() {
    clearTimeout(this.pause);
    this.asking?.abort();
    this.choose(null);
    this.list.replaceChildren();
    this.open(false);
    this.announced.textContent = "";
  }
}

function give(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

function part(name, attributes, text = "") {
  const element = document.createElement(name);
  give(element, attributes);
  element.textContent = text;
  return element;
}

customElements.define("search-suggestions", SearchSuggestions);
