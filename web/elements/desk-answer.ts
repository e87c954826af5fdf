/** What a vendor's team has beside a thread; loaded with the first thread that one of them opens. */
import './answer/answering';
