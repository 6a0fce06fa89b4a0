import type { ReactNode, SVGProps } from "react";

type Props = SVGProps<SVGSVGElement>;

function icon(name: string, shape: ReactNode) {
  function Icon(props: Props) {
    return (
      <svg width="1em" height="1em" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false" {...props}>
        {shape}
      </svg>
    );
  }
  Icon.displayName = name;
  return Icon;
}

export const CheckIcon = icon("CheckIcon", <path d="m3 8.5 3.2 3.2L13 4.8" />);
export const CrossIcon = icon("CrossIcon", <path d="m4 4 8 8m0-8-8 8" />);
export const EqualIcon = icon("EqualIcon", <path d="M3.5 6h9m-9 4h9" />);
export const DownIcon = icon("DownIcon", <path d="M8 3v9m-4-4 4 4 4-4M3.5 14h9" />);
export const StopIcon = icon(
  "StopIcon",
  <>
    <circle cx="8" cy="8" r="5.5" />
    <path d="m4.2 4.2 7.6 7.6" />
  </>,
);
export const QuestionIcon = icon("QuestionIcon", <path d="M5.5 6a2.5 2.5 0 1 1 3.6 2.2c-.7.4-1.1.8-1.1 1.6m0 2.4v.1" />);
export const WarnIcon = icon("WarnIcon", <path d="M8 2.5 14.3 13H1.7L8 2.5Zm0 4v3m0 1.8v.1" />);
export const InfoIcon = icon(
  "InfoIcon",
  <>
    <circle cx="8" cy="8" r="6" />
    <path d="M8 7.5V11m0-6v.1" />
  </>,
);
export const CopyIcon = icon(
  "CopyIcon",
  <>
    <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
    <path d="M3.5 10.5h-.2c-.4 0-.8-.4-.8-.8V3.3c0-.4.4-.8.8-.8h6.4c.4 0 .8.4.8.8v.2" />
  </>,
);
export const SearchIcon = icon(
  "SearchIcon",
  <>
    <circle cx="7" cy="7" r="4.2" />
    <path d="m10.2 10.2 3.3 3.3" />
  </>,
);
export const MenuIcon = icon("MenuIcon", <path d="M2.5 4.5h11m-11 3.5h11m-11 3.5h11" />);
export const SunIcon = icon(
  "SunIcon",
  <>
    <circle cx="8" cy="8" r="2.8" />
    <path d="M8 1.5v1.2m0 10.6v1.2M1.5 8h1.2m10.6 0h1.2M3.4 3.4l.9.9m7.4 7.4.9.9m0-9.2-.9.9m-7.4 7.4-.9.9" />
  </>,
);
export const MoonIcon = icon("MoonIcon", <path d="M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8Z" />);
export const AutoIcon = icon(
  "AutoIcon",
  <>
    <circle cx="8" cy="8" r="5.5" />
    <path d="M8 2.5v11a5.5 5.5 0 0 0 0-11Z" fill="currentColor" />
  </>,
);
export const RefreshIcon = icon("RefreshIcon", <path d="M13 8a5 5 0 1 1-1.5-3.5M13 2.5v3h-3" />);
export const SignOutIcon = icon("SignOutIcon", <path d="M9.5 3H3.8c-.4 0-.8.4-.8.8v8.4c0 .4.4.8.8.8h5.7M7 8h6.5m-2.3-2.5L13.7 8l-2.5 2.5" />);
