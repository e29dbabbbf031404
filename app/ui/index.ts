export { Alert } from './Alert';
export { Button, ButtonRow, LinkButton, SubmitButton } from './Button';
export type { ButtonProps, ButtonSize, ButtonTone } from './Button';
export { Checkbox, Input, Labelled, Select } from './controls';
export type { Option, OptionGroup } from './controls';
export { Disclosure } from './Disclosure';
export { EmptyState } from './EmptyState';
export { ErrorPage } from './ErrorPage';
export { Facts } from './Facts';
export type { Fact } from './Facts';
export {
  CheckboxField,
  CheckboxGroupField,
  DateField,
  FileField,
  HiddenField,
  MoneyField,
  NumberField,
  RadioField,
  SelectField,
  TextAreaField,
  TextField,
} from './fields';
export { Figure, FigureRow } from './Figure';
export { FilterBar } from './FilterBar';
export { useHasScript } from './hasScript';
export { useOutbox } from './useOutbox';
export type { Outbox } from './useOutbox';
export { useSearchText } from './useSearchText';
export { SENDS_ITSELF } from './useSentWhenReachable';
export type { FilterDate, FilterSearch, FilterSelect } from './FilterBar';
export { SeenTick } from './SeenTick';
export { ErrorSummary, Fieldset, FormActions, FormGrid } from './form';
export { Icon, ICON_NAMES } from './Icon';
export type { IconName } from './Icon';
export { Money, MoneyText } from './Money';
export { ForgetTicks, ForgetTicksOnceSent, KeptTicks } from './KeptTicks';
export { KeptFilesOnDevice, KeptSendings } from './KeptFilesOnDevice';
export { WaitingOnDevice } from './WaitingOnDevice';
export { KeptOnDevice } from './KeptOnDevice';
export { KeptText } from './KeptText';
export { KeyPager } from './KeyPager';
export { LongList } from './LongList';
export { DEVICE_DAYS_KEPT } from './keptTime';
export type { NavGroup, NavItem } from './navigation';
export { Card, Columns, Page, Section, Split, Stack } from './Page';
export type { LinkItem } from './Page';
export { useNoticeOver } from './noticeOver';
export { Pager } from './Pager';
export { Paper, PrintButton } from './Paper';
export { PasswordField } from './PasswordField';
export { Progress } from './Progress';
export { PlainFrame, Shell } from './Shell';
export type { Flash } from './Shell';
export { Steps } from './Steps';
export type { Step, StepState } from './Steps';
export { Table, TBody, Td, TFoot, Th, THead, Tr } from './Table';
export type { Sort } from './Table';
export { Tabs } from './Tabs';
export type { Tab } from './Tabs';
export { Tag } from './Tag';
export { Hidden, TextLink } from './Text';
export { TickAll } from './TickAll';
export { Timeline } from './Timeline';
export type { TimelineItem } from './Timeline';
export type { Tone } from './tone';
