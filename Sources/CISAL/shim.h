#pragma once
// Nothing is imported here: the target brings pkg-config's flags to CDeflate, and none where ISA-L is
// not installed.
