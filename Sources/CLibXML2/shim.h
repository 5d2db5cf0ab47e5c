#pragma once
#include <libxml/xmlversion.h>
// Debian builds libxml2 with ICU, whose headers clash with the ICU inside Foundation. Nothing used
// here depends on it: the fields it adds stand at the end of a structure we never touch.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>

// libxml2 writes to standard error what it cannot tell through SAX, such as bytes that a decoder refuses.
static inline void taizhang_xml_ignore(void *context, const char *message, ...) {
  (void)context;
  (void)message;
}
// Silences that on the calling thread.
static inline void taizhang_xml_silence(void) {
  xmlSetGenericErrorFunc(NULL, taizhang_xml_ignore);
}
