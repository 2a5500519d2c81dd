export { ScrollArea, ScrollText } from './ScrollArea';
