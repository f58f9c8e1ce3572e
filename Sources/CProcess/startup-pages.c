// Gives back what only the start needed: pages of the program and its libraries that were read once, such as relocations and
// symbols, code that set things up, and what the kernel mapped around them. What is needed again is still in the page cache.

// dl_iterate_phdr(3) is an extension.
#define _GNU_SOURCE
#include <elf.h>
#include <link.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <unistd.h>

#include "CProcess.h"

// Whether the loader wrote into its code (DT_TEXTREL): such pages are no longer those of the file. No library of ours is so.
static bool has_text_relocations(const struct dl_phdr_info *object) {
    for (int index = 0; index < object->dlpi_phnum; index++) {
        const ElfW(Phdr) *segment = &object->dlpi_phdr[index];
        if (segment->p_type != PT_DYNAMIC) continue;
        const ElfW(Dyn) *entry = (const ElfW(Dyn) *)(object->dlpi_addr + segment->p_vaddr);
        for (; entry->d_tag != DT_NULL; entry++) {
            if (entry->d_tag == DT_TEXTREL) return true;
            if (entry->d_tag == DT_FLAGS && (entry->d_un.d_val & DF_TEXTREL)) return true;
        }
    }
    return false;
}

static int release(struct dl_phdr_info *object, size_t size, void *unused) {
    (void)size, (void)unused;
    // The kernel's own pages (vdso(7)) come from no file.
    if (object->dlpi_addr == getauxval(AT_SYSINFO_EHDR) || has_text_relocations(object)) return 0;
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    for (int index = 0; index < object->dlpi_phnum; index++) {
        const ElfW(Phdr) *segment = &object->dlpi_phdr[index];
        // What could be written to may hold what is nowhere else.
        if (segment->p_type != PT_LOAD || (segment->p_flags & PF_W)) continue;
        uintptr_t start = (object->dlpi_addr + segment->p_vaddr) & ~(page - 1);
        uintptr_t end = (object->dlpi_addr + segment->p_vaddr + segment->p_filesz) & ~(page - 1);
        if (end > start) madvise((void *)start, end - start, MADV_DONTNEED);
    }
    return 0;
}

void cprocess_release_startup_pages(void) { dl_iterate_phdr(release, NULL); }
