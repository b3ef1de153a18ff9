/// What is looked at on every page, in the page: accessibility, colours, structure. Answers with one line for each fault.
enum PageCheck {
  /// In both themes. Nothing of the page is changed for long.
  static let script = """
    const faults = [];
    const name = (node) => `${node.localName}${node.id ? '#' + node.id : ''}${node.classList.length ? '.' + [...node.classList].join('.') : ''}`
      + ` "${(node.innerText ?? '').trim().slice(0, 30)}"`;
    const all = (selector) => [...document.querySelectorAll(selector)];
    const isShown = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true });

    // Structure
    if (!document.documentElement.lang) faults.push('no language');
    if (document.title.split('·')[0].trim().length < 2) faults.push('no title');
    if (all('main').length !== 1 || all('h1').length !== 1) faults.push('not one main and one h1');
    if (document.querySelector('.rail') && !document.querySelector('nav[aria-label]')) faults.push('a nav without a name');
    let rank = 0;
    for (const heading of all('h1, h2, h3, h4, h5, h6').filter(isShown)) {
      const next = Number(heading.localName[1]);
      if (next > rank + 1) faults.push(`${heading.localName} behind h${rank}: ${name(heading)}`);
      rank = next;
    }
    const ids = all('[id]').map((node) => node.id);
    for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) faults.push(`#${id} twice`);
    for (const link of all('a[href^="#"]')) {
      if (!document.getElementById(link.hash.slice(1))) faults.push(`leads nowhere: ${name(link)}`);
    }

    // Names
    for (const field of all('input:not([type=hidden]), select, textarea')) {
      if (!field.labels?.length && !field.ariaLabel) faults.push(`no label: ${name(field)} ${field.name}`);
      if (field.pattern) try { new RegExp(field.pattern, 'v'); } catch { faults.push(`no pattern: ${field.pattern}`); }
    }
    for (const node of all('button, a[href], summary').filter(isShown)) {
      if (!node.innerText.trim() && !node.ariaLabel) faults.push(`no name: ${name(node)}`);
    }
    for (const node of all('img:not([alt]), [role=img]:not([aria-label])')) faults.push(`no text: ${name(node)}`);
    for (const node of all('[tabindex]')) if (node.tabIndex > 0) faults.push(`tabindex: ${name(node)}`);
    // But for where the lines of a long log stand.
    for (const node of all('[style]').filter((node) => !node.closest('#log[data-lines]'))) faults.push(`a style of its own: ${name(node)}`);
    for (const one of performance.getEntriesByType('resource')) {
      if (one.responseStatus >= 400) faults.push(`${one.responseStatus}: ${one.name}`);
    }

    // Focus: seen, and in the order of the page
    const canFocus = all('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]').filter(isShown);
    const before = document.activeElement;
    for (const node of canFocus) {
      node.focus({ preventScroll: true });
      if (document.activeElement !== node) { if (!node.disabled) faults.push(`no focus: ${name(node)}`); continue; }
      const style = getComputedStyle(node);
      if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 1) faults.push(`focus is not seen: ${name(node)}`);
      if (getComputedStyle(node).order !== '0') faults.push(`another order than the page's: ${name(node)}`);
    }
    before?.focus({ preventScroll: true });
    before === document.body && document.activeElement?.blur();

    // Contrast, as WCAG 2 counts it
    const parse = (text) => (text.match(/[\\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
    const over = ([r, g, b, a = 1], [x, y, z]) => [r * a + x * (1 - a), g * a + y * (1 - a), b * a + z * (1 - a)];
    const light = (colour) => colour.slice(0, 3).map((part) => part / 255)
      .map((part) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
      .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
    function ground(node) {
      const layers = [];
      for (let at = node; at; at = at.parentElement) {
        const colour = parse(getComputedStyle(at).backgroundColor);
        layers.push(colour);
        if ((colour[3] ?? 1) === 1) break;
      }
      return layers.reverse().reduce((below, colour) => over(colour, below), [255, 255, 255]);
    }
    function contrast(node, style, what) {
      const below = ground(node);
      const [one, other] = [light(over(parse(style.color), below)), light(below)];
      const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
      const size = parseFloat(style.fontSize);
      const needed = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
      if (ratio < needed) faults.push(`contrast ${ratio.toFixed(2)} of ${what} in ${document.documentElement.dataset.theme}: ${name(node)}`);
    }
    const texts = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode.parentElement;
      if (walker.currentNode.data.trim() && !node.closest('svg, option, script') && isShown(node)) texts.add(node);
    }
    const theme = document.documentElement.dataset.theme;
    for (const one of ['light', 'dark']) {
      document.documentElement.dataset.theme = one;
      for (const node of texts) contrast(node, getComputedStyle(node), 'text');
      for (const field of all('[placeholder]').filter(isShown)) contrast(field, getComputedStyle(field, '::placeholder'), 'a placeholder');
    }
    if (theme) document.documentElement.dataset.theme = theme; else delete document.documentElement.dataset.theme;
    return [...new Set(faults)];
    """

  /// At the width of a phone: nothing is wider than the window.
  static let width = """
    const wide = document.documentElement.scrollWidth - innerWidth;
    if (wide <= 0) return [];
    const parts = [...document.querySelectorAll('main *')].filter((node) => node.getBoundingClientRect().right > innerWidth + 1
      && !node.parentElement.closest('.scroll, .log, .tabs'));
    return [`${wide} px wider than ${innerWidth}: ${parts.slice(0, 3).map((node) => node.outerHTML.slice(0, 90)).join(' | ')}`];
    """

  /// Links of the page to pages of the same site.
  static let links = """
    return [...document.querySelectorAll('a[href^="/"]:not([download])')].map((link) => link.getAttribute('href'))
      .filter((path) => !path.startsWith('/api/'));
    """
}
