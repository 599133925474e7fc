/** Company names of Microsoft's samples, and a few that break careless software: quotes, umlauts, %, &, emoji. */
export const companies: readonly string[] = [
  "Contoso",
  "Fourth Coffee",
  "Litware, Inc.",
  "Adventure Works",
  "Northwind Traders",
  "O'Bryan's Hardware",
  "Alpine Ski House",
  "Müller & Söhne GmbH",
  "City Power & Light",
  "A. Datum Corporation",
  "Coho Winery",
  "100% Natur",
  "Blue Yonder Airlines",
  "Fabrikam, Inc.",
  "Sunny Side Up 🍳",
  "Wide World Importers",
  "Trey Research",
  "Tailspin Toys",
  "Café Brûlé",
  "Woodgrove Bank",
  "Margie's Travel",
  "Proseware, Inc.",
  "Lucerne Publishing",
  "Smörgåsbord Catering",
  "VanArsdel, Ltd.",
  "Humongous Insurance",
  "Graphic Design Institute",
  'The "Phone" Company',
  "Wingtip Toys",
  "Relecloud",
  "Żółta Łódź S.A.",
  "Consolidated Messenger",
  "Southridge Video",
  "Best For You Organics Company",
  "Lamna Healthcare",
  "東京ソフト",
  "Nod Publishers",
];

export const trades: readonly string[] = [
  "",
  "Logistics",
  "Services",
  "Retail",
  "Research & Development",
  "Wholesale",
  "Consulting",
  "Manufacturing",
  "Energy",
  "Media",
];

export const legalForms: readonly string[] = ["", "Group", "Holding", "International", "Partners"];

/** First names that stay distinct when an email address drops their accents. */
export const firstNames: readonly string[] = [
  "Susanna",
  "Yvonne",
  "Jürgen",
  "Siobhán",
  "Rene",
  "Zoë",
  "Jim",
  "Nguyễn",
  "Maria",
  "Sidney",
  "Françoise",
  "Thomas",
  "Łukasz",
  "Nancy",
  "Robert",
  "Aiko",
  "Paul",
  "Scott",
  "Inés",
  "Patrick",
];

export const lastNames: readonly string[] = [
  "Stubberod",
  "McKay",
  "O'Bryan",
  "Sjöberg",
  "Glynn",
  "D'Angelo",
  "Müller",
  "Higa",
  "Núñez",
  "Campbell",
  "Żółkowski",
  "Lyon",
  "van der Berg",
  "Andersen",
  "Cannon",
  "Konersmann",
  "Schmidt-Rottluff",
  "Tanaka",
  "Smith",
];

export const jobTitles: readonly string[] = [
  "Purchasing Manager",
  "Purchasing Assistant",
  "Owner",
  "R&D Lead",
  "Head of Sales",
  "CFO",
  "IT Manager (Interim)",
  "Geschäftsführerin",
];

export const notes: readonly string[] = [
  "Prefers to be called before 10 a.m.",
  "Met at the trade fair 🎪; asked for a quote.\nFollow up in spring.",
  "Discount of 5% agreed, see contract C:\\Contracts\\2024.",
  "Uses <b>three</b> warehouses & wants one invoice for each.",
  'Says: "It\'s urgent."',
];

/** Kinds of business, as topics of leads and opportunities. */
export const topics: readonly string[] = [
  "Needs to restock their supply of Product SKU AX305",
  "10 orders of Product SKU JJ202",
  "Interested in our newer offerings",
  "Very likely will order 18 Product SKU JJ202 this year",
  "They sell many of the same items that we do - need to follow up",
  "100% renewal of the service contract",
  "Café terrace: 40 chairs & 10 tables",
];

export const taskSubjects: readonly string[] = [
  "Send the quote",
  "Call back about delivery dates",
  "Check credit limit",
  "Prepare the yearly review",
  "Correct the billing address",
];

export const streets: readonly string[] = [
  "Main Street",
  "5th Avenue N.W.",
  "Königstraße",
  "Rue de l'Église",
  "O'Connell Street",
  "Harbour Road",
  "C/ Ángel",
];
