/** A believable account: pinyin or English id, and the name people see. */
export type Person = { userId: string; nick: string };

const surnames = [
  ["wang", "王"], ["li", "李"], ["zhang", "张"], ["liu", "刘"], ["chen", "陈"], ["yang", "杨"], ["huang", "黄"], ["zhao", "赵"], ["wu", "吴"], ["zhou", "周"],
] as const;
const givenNames = [
  ["wei", "伟"], ["fang", "芳"], ["na", "娜"], ["xiuying", "秀英"], ["min", "敏"], ["jing", "静"], ["qiang", "强"], ["lei", "磊"],
] as const;
const firstNames = ["Emma", "Oliver", "Sofia", "Noah", "Amelia", "Lucas", "Grace", "Henry"] as const;
const lastNames = ["Clark", "Nguyen", "Patel", "Murphy", "Kowalski", "García", "Schmidt", "Okafor", "Larsen", "Rossi"] as const;

/** 80 Chinese and 80 English names, always the same and in the same order. */
export function people(): Person[] {
  const chinese = surnames.flatMap(([surname, hanSurname]) =>
    givenNames.map(([given, hanGiven]) => ({ userId: `${surname}.${given}`, nick: `${hanSurname}${hanGiven}` })),
  );
  const english = lastNames.flatMap((last) =>
    firstNames.map((first) => ({ userId: `${first}.${last}`.toLowerCase().normalize("NFD").replaceAll(/[^a-z.]/g, ""), nick: `${first} ${last}` })),
  );
  return chinese.flatMap((person, index) => [person, english[index] ?? person]);
}

/** Ids with every kind of legal character that breaks careless code, and names that break careless layouts. */
export const oddPeople: readonly Person[] = [
  { userId: "<script>alert(1)</script>", nick: "Bobby <b>Tables</b>" },
  { userId: "a/b?c=d&e#f", nick: "URL in an id" },
  { userId: "100%25 off", nick: "Percent" },
  { userId: 'Miles "Tails" O\'Prower', nick: "Quotes" },
  { userId: "=1+1", nick: "=HYPERLINK(\"http://example.com\")" },
  { userId: "@TGS#not-a-group", nick: "Looks like a group" },
  { userId: " leading space", nick: "  padded  " },
  { userId: "back\\slash", nick: "Back\\slash" },
  { userId: "semi;colon,comma", nick: "CSV, friend" },
  { userId: "{json:[]}", nick: "{\"json\": true}" },
  { userId: "0012", nick: "Leading zeros" },
  { userId: "12345678901234567890123456789012", nick: "Thirty-two bytes" },
  { userId: "../../etc/passwd", nick: "Path" },
  { userId: "__proto__", nick: "constructor" },
  { userId: "~!@#$%^&*()_+`-=[]|:.", nick: "Punctuation" },
  { userId: "emoji", nick: "👩‍👩‍👧‍👦 Team 🚀" },
  { userId: "rtl.arabic", nick: "محمد العربي" },
  { userId: "rtl.hebrew", nick: "דוד כהן" },
  { userId: "mixed.direction", nick: "Omar (عمر) 123" },
  { userId: "long.name", nick: "很长的名字".repeat(8) },
  { userId: "no.name", nick: "" },
];
