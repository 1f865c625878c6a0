// For pages that use a classic <script src="chatkit-loader.js" async>: imports the module beside it.
import(new URL("chatkit.js", document.currentScript.src).href);
