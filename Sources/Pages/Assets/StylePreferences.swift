/// What people have asked their system for: less motion, more contrast, colours of their own, paper.
let stylePreferences = """
    @media (prefers-reduced-motion: reduce) {
      * { transition: none !important; }
      .button:active { translate: none; }
    }

    @media (prefers-contrast: more) {
      :root { --quiet: var(--ink); --outline: var(--ink); --edge: var(--ink); --glow: transparent; }
      .foot a, .languages button { text-decoration-color: currentcolor; }
    }

    @media (forced-colors: active) {
      .card { box-shadow: none; }
      .alert { border-color: currentcolor; }
      .alert::before { border: 1px solid currentcolor; line-height: 1.25rem; }
      .field input:focus { outline: 3px solid Highlight; outline-offset: 1px; }
      .foot a, .languages button { text-decoration-color: currentcolor; }
    }

    @media print {
      body { background: none; }
      .card { border: 0; box-shadow: none; }
      form, .steps, .foot { display: none; }
    }

    """
