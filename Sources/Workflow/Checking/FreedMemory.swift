import CMalloc

/// Gives memory that is not used any more back to the system.
///
/// The program keeps what it frees for the next file. Between parts of many files too little of it fits what the
/// next part asks for, and what is left over would add up.
func giveBackFreedMemory() { malloc_trim(0) }
