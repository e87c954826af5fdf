/** What only a vendor's team needs; the inbox loads it when somebody of a team opens it. */
import './desk/desk-view';
