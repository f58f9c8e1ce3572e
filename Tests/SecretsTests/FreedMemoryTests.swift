import Foundation
import TestSupport
import Testing

/// The program's own `free` and `realloc`, in a small program of the test's own: a sanitizer would bring others.
@Suite("Freed memory")
struct FreedMemoryTests {
    /// Fills a block of each size that is given, frees it, and looks by /proc/self/mem at what is left; the same with one
    /// that grows. Prints how many bytes are left of either, and whether what was in the second went along.
    private static let driver = """
        #include <fcntl.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <unistd.h>

        static char seen[1 << 20];

        static size_t left(const void *place, size_t size, char letter) {
            int memory = open("/proc/self/mem", O_RDONLY);
            size_t count = 0;
            if (pread(memory, seen, size, (off_t)(size_t)place) != (ssize_t)size) abort();
            close(memory);
            for (size_t index = 0; index < size; index++) count += seen[index] == letter;
            return count;
        }

        static size_t least(size_t one, size_t other) { return one < other ? one : other; }

        int main(int count, char **sizes) {
            for (int index = 1; index < count; index++) {
                size_t size = strtoul(sizes[index], NULL, 10), remains = size, behind = size;
                int arrived = 1;
                // What glibc writes into a free block may happen to hold one of the letters, but not each in its turn.
                for (const char *letter = "wxyz"; *letter; letter++) {
                    // What follows a block keeps it from being joined with free memory.
                    char *freed = malloc(size), *after = malloc(32), *moved = malloc(size), *end = malloc(32);
                    memset(freed, *letter, size);
                    memset(moved, *letter, size);
                    const void *volatile place = freed, *volatile old = moved;
                    if (left(place, size, *letter) != size) abort();
                    free(freed);
                    remains = least(remains, left(place, size, *letter));
                    moved = realloc(moved, 3 * size + 64);
                    for (size_t index = 0; index < size; index++) arrived &= moved[index] == *letter;
                    behind = least(behind, left(old, size, *letter));
                    free(moved), free(after), free(end);
                }
                printf("%zu %zu %d\\n", remains, behind, arrived);
            }
        }
        """

    @Test("holds nothing of what was in it, to the last byte, nor where a block moved to grow")
    func wiped() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.driver, to: "driver.c")
        let sources = Repository.file("Sources/CProcess")
        try Command.output([
            "clang", "-O2", "-o", folder.file("driver"), folder.file("driver.c"), sources + "/wiping-free.c",
        ])
        // To the thread's cache, to the heap, and just at the border.
        let sizes = ["1", "16", "24", "40", "100", "500", "1032", "1040", "4096", "60000"]
        let lines = try Command.output([folder.file("driver")] + sizes).split(separator: "\n")
        #expect(lines == Array(repeating: "0 0 1", count: sizes.count))
    }
}
