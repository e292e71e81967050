/** Set to true by the build; absent when the sources run as they are. Ask with `typeof`. */
declare const HOLDPOINT_BUNDLED: boolean | undefined;
