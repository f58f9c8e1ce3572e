import Foundation
import TestSupport
import Testing

/// What the program gives back once it is set up, in a small program of the test's own: others would use pages meanwhile.
@Suite("Pages that only the start needed")
struct StartupPagesTests {
    /// Reads all of libcrypto's code and tables, writes to what may be written to, gives back, and prints how many kB of
    /// libcrypto were resident before and after; then whether it still works, and what was written is still there.
    private static let driver = """
        #include <openssl/evp.h>
        #include <stdio.h>
        #include <string.h>
        #include "CProcess.h"

        static char written[1 << 16] = "in the file";

        // mapped: kB of libcrypto's pages that are read only; they are read first where `touch` says so.
        static long mapped(int touch) {
            FILE *maps = fopen("/proc/self/smaps", "r");
            char line[512], rights[5], name[256];
            unsigned long start, end;
            long sum = 0, size;
            int ours = 0;
            volatile char seen;
            while (fgets(line, sizeof line, maps)) {
                name[0] = 0;
                if (sscanf(line, "%lx-%lx %4s %*s %*s %*s %255s", &start, &end, rights, name) >= 3) {
                    ours = strstr(name, "libcrypto.so") && rights[0] == 'r' && rights[1] == '-';
                    if (ours && touch) for (unsigned long at = start; at < end; at += 4096) seen = *(char *)at;
                } else if (ours && sscanf(line, "Rss: %ld kB", &size) == 1) sum += size;
            }
            fclose(maps);
            (void)seen;
            return sum;
        }

        int main(void) {
            unsigned char digest[32];
            strcpy(written, "changed since");
            mapped(1);
            long before = mapped(0);
            cprocess_release_startup_pages();
            long after = mapped(0);
            int works = EVP_Digest("abc", 3, digest, NULL, EVP_sha256(), NULL) == 1 && digest[0] == 0xba;
            printf("%ld %ld %d %s", before, after, works, written);
        }
        """

    @Test("go back to the system, come again where they are needed, and nothing that was written is lost")
    func released() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.driver, to: "driver.c")
        let sources = Repository.file("Sources/CProcess")
        try Command.output([
            "clang", "-O1", "-I", sources + "/include", "-o", folder.file("driver"), folder.file("driver.c"),
            sources + "/startup-pages.c", "-lcrypto",
        ])
        let words = try Command.output([folder.file("driver")]).split(separator: " ", maxSplits: 3)
        let before = try #require(Int(words[0]))
        let after = try #require(Int(words[1]))
        #expect(before > 1000)
        #expect(after < before / 4)
        #expect(words[2...] == ["1", "changed since"])
    }
}
