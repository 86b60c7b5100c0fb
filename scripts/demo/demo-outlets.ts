export interface DemoOutlet {
  readonly code: string;
  readonly name: string;
  readonly picName: string;
  readonly groupName: string;
  readonly timeZone: string;
  /** Its account at the sandbox. */
  readonly username: string;
  readonly followers: number;
  readonly videos: number;
  readonly postEveryHours: number;
}

const outlet = (
  [code, name, picName, groupName, timeZone]: readonly [string, string, string, string, string],
  [username, followers, videos, postEveryHours]: readonly [string, number, number, number],
): DemoOutlet => ({ code, name, picName, groupName, timeZone, username, followers, videos, postEveryHours });

const [west, middle, east] = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'];

/** The chain of the demo. The last outlet has a link and nobody who used it yet. */
export const demoOutlets: readonly DemoOutlet[] = [
  outlet(['JKT-001', 'Jakarta Kemang', 'Sri Wahyuni', 'Java', west], ['kopi.kemang', 18_400, 64, 20]),
  outlet(['JKT-002', 'Jakarta Menteng', 'Budi Santoso', 'Java', west], ['kopi.menteng', 9_300, 48, 26]),
  outlet(['JKT-003', 'Jakarta Kota Tua', 'Rina Hartati', 'Java', west], ['kopi.kotatua', 4_100, 31, 40]),
  outlet(['BDG-001', 'Bandung Dago', 'Agus Pratama', 'Java', west], ['kopi.dago', 12_700, 52, 24]),
  outlet(['BDG-002', 'Bandung Braga', 'Dewi Lestari', 'Java', west], ['kopi.braga', 2_600, 22, 52]),
  outlet(['YOG-001', 'Yogyakarta Malioboro', 'Joko Susilo', 'Java', west], ['kopi.malioboro', 7_800, 44, 30]),
  outlet(['SBY-001', 'Surabaya Tunjungan', 'Putri Maharani', 'Java', west], ['kopi.tunjungan', 5_500, 36, 34]),
  outlet(['MDN-001', 'Medan Merdeka Walk', 'Hendra Siregar', 'Sumatra', west], ['kopi.medan', 3_300, 28, 44]),
  outlet(['PLM-001', 'Palembang Ampera', 'Yuni Astuti', 'Sumatra', west], ['kopi.ampera', 1_400, 16, 70]),
  outlet(['DPS-001', 'Denpasar Renon', 'Made Wirawan', 'Bali and East', middle], ['kopi.renon', 10_900, 50, 24]),
  outlet(['MKS-001', 'Makassar Losari', 'Andi Rahman', 'Bali and East', middle], ['kopi.losari', 2_100, 20, 60]),
  outlet(['DJJ-001', 'Jayapura Hamadi', 'Maria Wambrauw', 'Bali and East', east], ['kopi.hamadi', 700, 12, 90]),
];
