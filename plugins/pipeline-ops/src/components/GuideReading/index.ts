export { GuideReading } from './GuideReading';
