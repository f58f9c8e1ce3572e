/// The page around the card, and the words in it. Phones come first; nothing is wider than 320 px has room for.
let styleLayout = """
    *, *::before, *::after { box-sizing: border-box; }

    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }

    body {
      margin: 0;
      min-height: 100vh;
      min-height: 100dvh;
      display: flex;
      flex-direction: column;
      align-items: center;
      gap: 1.5rem;
      padding: max(1.5rem, env(safe-area-inset-top)) 1rem max(1.25rem, env(safe-area-inset-bottom));
      background: var(--ground) radial-gradient(60rem 30rem at 50% -8rem, var(--glow), transparent) no-repeat;
      color: var(--ink);
      font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif;
      overflow-wrap: anywhere;
    }

    body > * { width: 100%; max-width: 26rem; }

    .brand {
      display: flex;
      align-items: center;
      gap: .75rem;
      padding-inline: .25rem;
    }

    .brand img { flex: none; display: block; width: 2.75rem; height: 2.75rem; }

    .brand .logo {
      width: auto;
      height: 3rem;
      max-width: min(12rem, 45%);
      padding: var(--logo-room);
      border-radius: .5rem;
      background: var(--logo-ground);
      object-fit: contain;
      object-position: left;
    }

    .organisation {
      font-size: 1.0625rem;
      font-weight: 600;
      line-height: 1.3;
      letter-spacing: -.005em;
      text-wrap: balance;
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 4;
      overflow: hidden;
    }

    .card {
      padding: 1.5rem 1.25rem;
      border: 1px solid var(--edge);
      border-radius: 1rem;
      background: var(--card);
      box-shadow: var(--shadow);
    }

    h1 {
      margin: 0;
      font-size: 1.5rem;
      font-weight: 650;
      line-height: 1.25;
      letter-spacing: -.015em;
      text-wrap: balance;
    }

    .lead { margin: .5rem 0 0; color: var(--quiet); text-wrap: pretty; }
    .lead strong { color: var(--ink); font-weight: 600; }
    .place { margin: 0 0 .5rem; color: var(--quiet); font-size: .9375rem; }
    .place strong { font-weight: 600; }

    a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .2em; }
    a:hover { color: var(--accent-deep); text-decoration-thickness: 2px; }

    .foot {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 0 1rem;
      padding-inline: .25rem;
      font-size: .9375rem;
    }

    .foot ul { display: flex; flex-wrap: wrap; gap: 0 1rem; margin: 0; padding: 0; list-style: none; }
    .foot a, .foot button { display: inline-flex; align-items: center; min-height: 2.75rem; min-width: 1.75rem; }
    .foot a { color: var(--quiet); text-decoration-color: transparent; }
    .foot a:hover { color: var(--ink); text-decoration-color: currentcolor; }

    .languages { display: flex; flex-wrap: wrap; gap: 0 1rem; margin-inline-start: auto; }

    .languages button {
      justify-content: flex-end;
      padding: 0;
      border: 0;
      background: none;
      color: var(--quiet);
      font: inherit;
      cursor: pointer;
      text-decoration: underline transparent 1px;
      text-underline-offset: .2em;
    }

    .languages button:hover { color: var(--ink); text-decoration-color: currentcolor; }

    .unseen {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }

    @media (min-width: 30rem) {
      body { padding-block: 2.5rem 1.5rem; }
      .card { padding: 2.25rem 2.25rem 2rem; border-radius: 1.25rem; }
      h1 { font-size: 1.75rem; }
    }

    @media (min-width: 30rem) and (min-height: 44rem) {
      body::before { content: ""; height: 0; flex: 0 1 4vh; }
    }

    """
