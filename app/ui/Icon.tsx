import clsx from 'clsx';
import {
  BookOpen,
  Building2,
  CalendarDays,
  ChartColumn,
  Check,
  CircleAlert,
  CircleCheck,
  Clock,
  Download,
  FileText,
  Folder,
  GraduationCap,
  HandHeart,
  History,
  House,
  Info,
  KeyRound,
  Landmark,
  List,
  Menu,
  MessageSquare,
  Pencil,
  Plus,
  Printer,
  Search,
  Settings,
  ShieldCheck,
  Star,
  Stethoscope,
  Target,
  TriangleAlert,
  Upload,
  User,
  Users,
  Wallet,
  Banknote,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';

const ICONS = {
  home: House,
  people: Users,
  person: User,
  hand: HandHeart,
  money: Banknote,
  wallet: Wallet,
  bank: Landmark,
  chart: ChartColumn,
  target: Target,
  document: FileText,
  folder: Folder,
  list: List,
  check: Check,
  clock: Clock,
  calendar: CalendarDays,
  search: Search,
  upload: Upload,
  download: Download,
  shield: ShieldCheck,
  gear: Settings,
  key: KeyRound,
  book: BookOpen,
  star: Star,
  message: MessageSquare,
  history: History,
  plus: Plus,
  edit: Pencil,
  print: Printer,
  school: GraduationCap,
  medical: Stethoscope,
  office: Building2,
  menu: Menu,
  info: Info,
  success: CircleCheck,
  warning: TriangleAlert,
  danger: CircleAlert,
} satisfies Record<string, LucideIcon>;

/** Names, not components, so that a loader can send them. */
export type IconName = keyof typeof ICONS;

/** Every icon there is, for the style guide. */
export const ICON_NAMES = Object.keys(ICONS) as IconName[];

/** A decorative icon of the size of the text around it; never the only carrier of a meaning. */
export function Icon({ name, className }: { name: IconName; className?: string }) {
  const Drawing = ICONS[name];
  return (
    <Drawing
      aria-hidden="true"
      focusable="false"
      className={clsx('h-4 w-4 shrink-0', className)}
      strokeWidth={1.75}
    />
  );
}
