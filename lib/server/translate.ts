import "server-only";
import { createTranslator } from "next-intl";
import en from "@/lib/i18n/messages/en.json";
import zhCN from "@/lib/i18n/messages/zh-CN.json";
import { AppError, type ImAnswer } from "@/lib/shared/errors";
import { describeImCode } from "@/lib/shared/im-codes";
import { localeCookie, pickLocale, type Locale } from "@/lib/shared/locales";
import type { ItemError } from "@/lib/shared/unread";

const catalogs = { en, "zh-CN": zhCN };

/** For an error that says no more than its code. */
const withoutDetails = { reason: "other", seconds: 0 };

interface Translate {
  (key: string, params?: Record<string, string | number>): string;
  has(key: string): boolean;
}

function translationFor(locale: Locale) {
  // Codes and keys arrive as data; whether each has its sentence is a test's business, not the compiler's.
  const t = createTranslator({ locale, messages: catalogs[locale] }) as unknown as Translate;
  const im = ({ code, info, command }: ImAnswer): ImAnswer => {
    const { meaning, advice } = describeImCode(code);
    return { code, info, ...(command && { command }), meaning: meaning[locale], advice: advice[locale] };
  };
  /** English sentences stand where the error is thrown, with all it knows; other languages have theirs by code and reason. */
  const sentence = (error: AppError): string => {
    if (locale === "en" || !t.has(`errors.${error.code}`)) return error.message;
    const own = t(`errors.${error.code}`, { ...withoutDetails, ...error.params });
    // Why calls are paused is what the last one of them failed with.
    return error.code === "im_paused" && error.cause instanceof AppError ? own + sentence(error.cause) : own;
  };
  /** A validation key as a sentence; a sentence stays as it is. */
  const field = (key: string) => (/^\w+$/.test(key) && t.has(`validation.${key}`) ? t(`validation.${key}`) : key);
  /** An error about one item of a list. */
  const item = (error: unknown): ItemError => {
    const known = error instanceof AppError ? error : new AppError("internal", "Something went wrong on our side.", { cause: error });
    return { code: known.code, message: sentence(known), ...(known.im && { im: im(known.im) }) };
  };
  /** The text under `key`, or nothing where there is none. */
  const text = (key: string, params?: Record<string, string | number>) => (t.has(key) ? t(key, params) : undefined);
  return { im, sentence, field, item, text };
}

const translations = { en: translationFor("en"), "zh-CN": translationFor("zh-CN") };

/** Turns errors into sentences in `locale`. */
export function createTranslation(locale: Locale) {
  return translations[locale];
}

/** The language that whoever sent `request` reads. */
export function requestLocale(request: Request): Locale {
  const cookies = request.headers.get("cookie") ?? "";
  const chosen = new RegExp(`(?:^|;\\s*)${localeCookie}=([^;]*)`).exec(cookies)?.[1];
  return pickLocale(chosen, request.headers.get("accept-language"));
}
