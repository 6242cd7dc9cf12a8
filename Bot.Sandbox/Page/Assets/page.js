// What Blazor cannot do from the server: native dialogs, scrolling, and typing without waiting.
window.page = (() => {
  const near = 80;
  const gap = 6;
  const least = 180, most = 260;
  let opener = null;
  const returns = new WeakMap();

  function openDialog(dialog) {
    if (!dialog || dialog.open) return;
    returns.set(dialog, document.activeElement);
    dialog.addEventListener("cancel", event => {
      event.preventDefault();
      dialog.querySelector("[data-dismiss]")?.click();
    });
    dialog.showModal();
    const first = dialog.querySelector("[data-focus]") ?? dialog.querySelector(".modal-body input, .modal-body select, .modal-body textarea, .modal-body button");
    (first ?? dialog.querySelector("footer .primary, footer button"))?.focus();
  }

  // Blazor removes a dialog without closing it; focus goes back to what opened it.
  new MutationObserver(changes => {
    for (const change of changes)
      for (const node of change.removedNodes)
        if (node instanceof HTMLDialogElement) restoreFocus(node);
  }).observe(document.documentElement, { childList: true, subtree: true });

  function restoreFocus(dialog) {
    const before = returns.get(dialog);
    const open = document.querySelector("dialog[open]");
    if (open) return;
    (before?.isConnected && before !== document.body ? before : document.querySelector(".composer textarea"))?.focus();
  }

  function showError(dialog) {
    const wrong = dialog?.querySelector(".field.wrong");
    if (!wrong || wrong.contains(document.activeElement)) return;
    wrong.scrollIntoView({ block: "nearest" });
    wrong.querySelector("input, select, textarea")?.focus();
  }

  function watchFeed(feed, net) {
    if (!feed) return;
    feed.scrollTop = feed.scrollHeight;
    feed.dataset.bottom = "yes";
    feed.addEventListener("scroll", () => {
      const below = feed.scrollHeight - feed.scrollTop - feed.clientHeight;
      const older = feed.querySelector(":scope > .older");
      const newer = feed.querySelector(":scope > .newer");
      feed.dataset.bottom = below < near && !newer ? "yes" : "";
      hold(feed);
      if (!net || feed.loading) return;
      // A screen ahead, so that who scrolls steadily never waits.
      if (older && feed.scrollTop < feed.clientHeight) load(feed, net, "Older");
      else if (newer && below < feed.clientHeight) load(feed, net, "Newer");
    }, { passive: true });
    new ResizeObserver(() => keepFeed(feed)).observe(feed);
    new MutationObserver(() => keepFeed(feed)).observe(feed, { childList: true, subtree: true, characterData: true });
    const wanted = location.hash.startsWith("#m") && document.getElementById(location.hash.slice(1));
    if (wanted) wanted.scrollIntoView({ block: "center" });
  }

  async function load(feed, net, what) {
    feed.loading = true;
    try { await net.invokeMethodAsync(what); }
    finally { feed.loading = false; }
  }

  // The first row in view: it stays where it is while others come and go around it.
  function hold(feed) {
    const top = feed.getBoundingClientRect().top;
    const rows = feed.children;
    let low = 0, high = rows.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle].getBoundingClientRect().bottom > top) high = middle;
      else low = middle + 1;
    }
    let row = rows[low];
    while (row && !row.id) row = row.nextElementSibling; // Days and the button above come and go.
    feed.held = row && { row, at: row.getBoundingClientRect().top };
  }

  function keepFeed(feed, goDown) {
    if (!feed) return;
    if (goDown || feed.dataset.bottom === "yes") {
      feed.scrollTop = feed.scrollHeight;
      feed.dataset.bottom = "yes";
    } else if (feed.held?.row.isConnected) {
      const moved = feed.held.row.getBoundingClientRect().top - feed.held.at;
      if (moved) feed.scrollTop += moved;
    }
  }

  function fit(box) {
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, 200)}px`;
  }

  function write(box, written) {
    box.value = written.text;
    box.setSelectionRange(written.caret, written.caret);
    box.focus();
    fit(box);
    box.dispatchEvent(new Event("input"));
  }

  async function send(box) {
    const text = box.value;
    if (!text.trim() && !box.closest(".composer").querySelector(".attached")) return;
    box.value = "";
    fit(box);
    const sent = await box.net.invokeMethodAsync("Send", text);
    if (!sent && !box.value) { box.value = text; fit(box); }
  }

  function watchComposer(box, net) {
    if (!box) return;
    box.net = net;
    box.addEventListener("input", () => {
      fit(box);
      net.invokeMethodAsync("Typed", box.value, box.selectionStart);
    });
    // Files that are pasted or dropped go the way of those that are picked.
    const files = box.closest(".composer").querySelector("input[type=file]");
    const take = (event, given) => {
      if (!given?.files.length) return;
      event.preventDefault();
      files.files = given.files;
      files.dispatchEvent(new Event("change", { bubbles: true }));
    };
    box.addEventListener("paste", event => take(event, event.clipboardData));
    box.addEventListener("drop", event => take(event, event.dataTransfer));
    box.addEventListener("keydown", async event => {
      const offering = box.getAttribute("aria-expanded") === "true";
      const completes = offering && ["ArrowDown", "ArrowUp", "Tab", "Escape"].includes(event.key) && !event.shiftKey;
      if (completes) {
        event.preventDefault();
        const written = await net.invokeMethodAsync("Key", event.key, box.value, box.selectionStart);
        if (written) write(box, written);
      } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        const written = offering && !box.value.startsWith("/") ? await net.invokeMethodAsync("Key", "Enter", box.value, box.selectionStart) : null;
        if (written) write(box, written);
        else await send(box);
      }
    });
    box.dataset.live = "yes";
    if (matchMedia("(hover: hover)").matches) box.focus();
  }

  // From anywhere in a form: what stands in the field is taken first.
  function submit(event) {
    event.preventDefault();
    const button = event.target.closest("dialog").querySelector("footer .primary");
    event.target.blur();
    button?.focus();
    button?.click();
  }

  // The list of a picker floats above everything, at its field, and stands where the highlighted row is.
  function showList(field) {
    const list = field.closest(".picker")?.querySelector(".offers");
    if (!list) return;
    const open = field.getAttribute("aria-expanded") === "true";
    const isNew = open !== list.matches(":popover-open");
    if (isNew) list.togglePopover(open);
    if (!open) {
      if (field === document.activeElement && !typing.has(field)) field.select();
      return;
    }
    placeList(field, list);
    document.getElementById(field.getAttribute("aria-activedescendant"))?.scrollIntoView({ block: isNew ? "center" : "nearest" });
  }

  function placeList(field, list) {
    const at = field.getBoundingClientRect();
    const below = innerHeight - at.bottom;
    const up = below < least && at.top > below;
    Object.assign(list.style, {
      left: `${at.left}px`,
      width: `${at.width}px`,
      top: up ? "auto" : `${at.bottom + gap}px`,
      bottom: up ? `${innerHeight - at.top + gap}px` : "auto",
      maxHeight: `${Math.min(most, (up ? at.top : below) - 2 * gap)}px`,
    });
  }

  new MutationObserver(changes => changes.forEach(change => showList(change.target)))
    .observe(document.documentElement, { subtree: true, attributeFilter: ["aria-expanded", "aria-activedescendant"] });
  document.addEventListener("scroll", event => {
    const field = document.querySelector(".picker [aria-expanded='true']");
    if (field && event.target.contains(field)) placeList(field, field.closest(".picker").querySelector(".offers"));
  }, true);
  // What is typed into a picker replaces what stands there. It is marked later, as a press inside a selection ends it after the
  // click, and at the latest by the first key; never again while somebody types, however late a picture of it comes.
  const typing = new WeakSet();
  const replaced = ".picker [role=combobox], .day-field input[type=text]";
  for (const kind of ["focusin", "click"])
    document.addEventListener(kind, event => {
      const field = event.target;
      if (!field.matches?.(replaced)) return;
      typing.delete(field);
      setTimeout(() => typing.has(field) || field.select());
    });
  document.addEventListener("pointerdown", event =>
    typing.delete(event.target.closest?.(".picker")?.querySelector("[role=combobox]")), true);
  document.addEventListener("keydown", event => {
    const field = event.target;
    if (!field.matches?.(replaced)) return;
    const writes = (event.key.length === 1 && !event.ctrlKey && !event.metaKey) || event.key === "Backspace" || event.key === "Delete";
    if (writes && !typing.has(field)) field.select();
    if (writes || ["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) typing.add(field);
    if (event.key === "Enter" || event.key === "Escape") typing.delete(field);
  }, true);

  // In an open list Escape closes the list, not the modal around it; a followed link closes the menu it stands in.
  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && event.target.getAttribute?.("aria-expanded") === "true" && event.target.closest("dialog")) event.preventDefault();
    if (event.key !== "Enter" || !event.target.closest?.("dialog")) return;
    if (event.target.matches("input")) event.preventDefault();
    if (event.ctrlKey || event.metaKey) submit(event);
  }, true);
  // A menu among the messages opens at its button, whole on the screen.
  document.addEventListener("click", event => {
    const button = event.target.closest?.("[popovertarget]");
    if (button && !button.closest("[popover]")) opener = button;
  }, true);
  document.addEventListener("toggle", event => {
    const menu = event.target;
    if (event.newState !== "open" || !opener?.closest(".message, dialog, .home") || opener.getAttribute("popovertarget") !== menu.id) return;
    const at = opener.getBoundingClientRect();
    const above = at.bottom + menu.offsetHeight + gap > innerHeight;
    menu.style.top = `${Math.max(gap, above ? at.top - menu.offsetHeight - gap : at.bottom + gap)}px`;
    menu.style.left = `${Math.max(gap, Math.min(at.left, innerWidth - menu.offsetWidth - gap))}px`;
    menu.querySelector("button")?.focus();
  }, true);
  document.addEventListener("click", event => {
    if (event.target.closest("a, [data-closes]")) event.target.closest("[popover]")?.hidePopover();
  });

  // When the sandbox stops this asks each second; the one that is started next does not know this window, which then loads anew.
  function start() {
    const gone = document.getElementById("components-reconnect-modal");
    gone.addEventListener("cancel", event => event.preventDefault());
    gone.addEventListener("components-reconnect-state-changed", ({ detail }) => {
      if (detail.state === "show" && !gone.open) gone.showModal();
      else if (detail.state === "hide") gone.close();
      else if (detail.state === "rejected") location.reload();
    });
    Blazor.start({ circuit: { reconnectionOptions: { maxRetries: 1e6, retryIntervalMilliseconds: 1000 } } });
  }

  return { start, openDialog, showError, watchFeed, keepFeed, watchComposer, send, write };
})();
