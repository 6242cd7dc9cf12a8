// Ctrl+K, as in Slack: every place of the left column, narrowed by typing.
(() => {
  const dialog = document.createElement("dialog");
  dialog.className = "modal small jump";
  dialog.setAttribute("aria-label", "Jump to a conversation");
  dialog.innerHTML = `
    <input type="text" role="combobox" aria-label="Jump to" placeholder="Jump to" autocomplete="off" spellcheck="false"
      aria-expanded="true" aria-controls="jump-list" aria-autocomplete="list">
    <ul id="jump-list" role="listbox" aria-label="Places"></ul>`;
  const [box, list] = dialog.children;
  let found = [], at = 0;

  function places() {
    const all = [...document.querySelectorAll(".lists .place")].map(link => ({
      link,
      name: link.querySelector(".name").textContent,
      more: link.querySelector("small")?.textContent ?? "",
    }));
    const typed = box.value.replace(/^[#@]/, "").toLowerCase();
    const rank = place => place.name.toLowerCase().startsWith(typed) ? 0 : 1;
    return all.filter(place => place.name.toLowerCase().includes(typed)).sort((a, b) => rank(a) - rank(b));
  }

  function draw() {
    list.replaceChildren(...found.map((place, i) => {
      const row = document.createElement("li");
      row.id = `jump-${i}`;
      row.role = "option";
      row.ariaSelected = String(i === at);
      row.textContent = place.more ? `${place.name} ${place.more}` : place.name;
      row.addEventListener("click", () => go(place));
      return row;
    }));
    if (found.length) box.setAttribute("aria-activedescendant", `jump-${at}`);
    else box.removeAttribute("aria-activedescendant");
    list.children[at]?.scrollIntoView({ block: "nearest" });
  }

  function search() {
    [found, at] = [places(), 0];
    draw();
  }

  function go(place) {
    dialog.close();
    place?.link.click();
  }

  box.addEventListener("input", search);
  box.addEventListener("keydown", event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length) {
      event.preventDefault();
      at = (at + step + found.length) % found.length;
      draw();
    } else if (event.key === "Enter") {
      go(found[at]);
    } else if (event.key === "Escape") {
      dialog.close();
    }
  });
  dialog.addEventListener("click", event => { if (event.target === dialog) dialog.close(); });
  document.addEventListener("keydown", event => {
    if (event.key !== "k" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (document.querySelector("dialog[open]") || !document.querySelector(".lists")) return;
    box.value = "";
    document.body.append(dialog);
    dialog.showModal();
    search();
  });
})();
