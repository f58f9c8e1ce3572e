/// Every colour, light and dark. Text reaches at least 4.5:1 on its ground, outlines of fields 3:1 (WCAG 2.2, 1.4.3
/// and 1.4.11); a test measures it.
let styleColours = """
    :root {
      color-scheme: light dark;
      --ground: #f2f4f7;
      --glow: #e4ebf8;
      --card: #ffffff;
      --edge: #dfe4ea;
      --ink: #16202e;
      --quiet: #556070;
      --outline: #7d8796;
      --accent: #2456d6;
      --accent-deep: #1b44ad;
      --on-accent: #ffffff;
      --soft: #eef2f9;
      --alarm: #a01f1f;
      --alarm-ground: #fdeeee;
      --alarm-edge: #d14343;
      --logo-ground: transparent;
      --logo-room: 0;
      --shadow: 0 1px 2px rgb(22 32 46 / 6%), 0 12px 32px -12px rgb(22 32 46 / 18%);
    }

    @media (prefers-color-scheme: dark) {
      :root {
        --ground: #0f141b;
        --glow: #17223a;
        --card: #19212b;
        --edge: #2a3441;
        --ink: #eef2f7;
        --quiet: #a8b3c2;
        --outline: #76839a;
        --accent: #93b6ff;
        --accent-deep: #b4ccff;
        --on-accent: #0b1b3a;
        --soft: #232d3a;
        --alarm: #ffc4c4;
        --alarm-ground: #3a1e23;
        --alarm-edge: #e06c6c;
        --logo-ground: #ffffff;
        --logo-room: .375rem;
        --shadow: 0 1px 2px rgb(0 0 0 / 40%), 0 16px 40px -16px rgb(0 0 0 / 60%);
      }
    }

    """
