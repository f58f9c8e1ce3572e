/// Fields, buttons and the message above them. Whatever a finger must hit is at least 44 px high.
let styleForms = """
    .card > form { margin: 1.5rem 0 0; }
    .field { margin: 0 0 1.125rem; }
    label { display: block; margin: 0 0 .375rem; font-size: .9375rem; font-weight: 600; }

    .field input {
      display: block;
      width: 100%;
      min-height: 3rem;
      padding: .625rem .875rem;
      border: 1px solid var(--outline);
      border-radius: .625rem;
      background: var(--card);
      color: var(--ink);
      font: inherit;
      transition: border-color .12s, box-shadow .12s;
    }

    .field input:hover { border-color: var(--ink); }
    .field input[aria-invalid] { border-color: var(--alarm-edge); }

    .field input:focus {
      outline: 2px solid transparent;
      border-color: var(--accent);
      box-shadow: 0 0 0 1px var(--accent), 0 0 0 4px color-mix(in srgb, var(--accent) 22%, transparent);
    }

    .choice { display: flex; align-items: center; gap: .75rem; min-height: 2.75rem; margin: 0; font-weight: 500; }
    .choice input { flex: none; width: 1.25rem; height: 1.25rem; margin: 0; accent-color: var(--accent); }
    .choice input:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }

    .alert {
      display: flex;
      gap: .75rem;
      margin: 1.25rem 0 0;
      padding: .8125rem 1rem .8125rem .875rem;
      border: 1px solid color-mix(in srgb, var(--alarm-edge) 45%, transparent);
      border-radius: .625rem;
      background: var(--alarm-ground);
      color: var(--alarm);
      font-weight: 500;
    }

    .alert::before {
      content: "!" / "";
      flex: none;
      width: 1.375rem;
      height: 1.375rem;
      margin-top: .0625rem;
      border-radius: 50%;
      background: var(--alarm);
      color: var(--alarm-ground);
      font-weight: 700;
      line-height: 1.375rem;
      text-align: center;
    }

    .button {
      display: flex;
      align-items: center;
      justify-content: center;
      width: 100%;
      min-height: 3rem;
      padding: .625rem 1.25rem;
      border: 1px solid var(--outline);
      border-radius: .625rem;
      background: transparent;
      color: var(--ink);
      font: inherit;
      font-weight: 600;
      line-height: 1.3;
      text-align: center;
      text-decoration: none;
      cursor: pointer;
      transition: background-color .12s, border-color .12s;
    }

    .button:hover { border-color: var(--ink); background: var(--soft); color: var(--ink); }
    .button:active { translate: 0 1px; }
    .button.first { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
    .button.first:hover { border-color: var(--accent-deep); background: var(--accent-deep); }
    .field + .button, .choice + .button { margin-top: 1.5rem; }

    .steps { display: grid; gap: .75rem; margin-top: 1.75rem; }

    .aside { margin: .75rem 0 -.5rem; text-align: center; font-size: .9375rem; }
    .aside a { display: inline-flex; align-items: center; min-height: 2.75rem; }

    .guest { padding-top: 1.25rem; border-top: 1px solid var(--edge); }
    .guest .aside { margin: 0 0 1.125rem; text-align: start; color: var(--quiet); }

    a:focus-visible, button:focus-visible {
      outline: 3px solid var(--accent);
      outline-offset: 3px;
      border-radius: .375rem;
    }

    .button:focus-visible { border-radius: .625rem; }

    """
