/** The program's sign. Decorative: its name stands beside it. */

export function Logo() {
  return (
    <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#164e63" />
      <path
        d="M7 9l9-3 9 4v13l-9 3-9-4z"
        fill="none"
        stroke="#fff"
        stroke-width="2"
        stroke-linejoin="round"
      />
      <path d="M16 6v20M7 16l18 1" stroke="#fff" stroke-width="1.6" />
    </svg>
  );
}
