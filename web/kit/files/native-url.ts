/** In place of the parser that the tus client brings for browsers that had none. */
export default URL;
