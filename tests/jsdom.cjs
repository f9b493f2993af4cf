// jsdom lacks what Lumino and CodeMirror ask for at import.
if (typeof window !== 'undefined') {
  globalThis.DragEvent ??= class DragEvent extends MouseEvent {};
  globalThis.IntersectionObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  globalThis.matchMedia ??= () => ({
    matches: false,
    addEventListener() {},
    removeEventListener() {},
    addListener() {},
    removeListener() {}
  });
}
