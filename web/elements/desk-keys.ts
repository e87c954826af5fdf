/** The sheet that shows what every key of the desk does; loaded when somebody first asks for it. */
import './desk/key-sheet';
