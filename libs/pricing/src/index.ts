export { DishPrice } from './dish-price.entity.ts';
