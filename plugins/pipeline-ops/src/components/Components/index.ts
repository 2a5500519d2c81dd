export { Components } from './Components';
