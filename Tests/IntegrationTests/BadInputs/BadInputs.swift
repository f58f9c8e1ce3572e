// Which test has which row of the list of what a tester will try. The suites of this folder have the rows that are not named
// here; what stands before the dot is a folder of Tests.
//
// User name
//   64 KiB, NUL and all the rest in a filter ......... LDAPTests.FilterTests, LDAPTests.BindNameTests
//   DOMAIN\user, user@realm in an Active Directory ... IntegrationTests.ActiveDirectoryTests
//   one account however the name is typed ............ AccountKeyTests here
//
// Password
//   NULs, an empty one at the directory itself ....... LDAPTests.LoginTests, DirectoryTests.SambaBindTests
//
// Room, tenant, state
//   every name in every way to ask for it ............ AssemblyTests.RouterTests, AssemblyTests.ReturnPropertyTests
//   a state beyond 16 KiB, every kind of key ......... JitsiTokenTests.TokenAuthStateTests, JitsiTokenTests.JSONReaderTests
//
// HTTP
//   a body beyond 64 KiB, at the responder itself .... FastCGITests.TooLargeTests, IntegrationTests.BareResponderTests
//   what CONTENT_LENGTH says, at the socket .......... FastCGITests.AnsweringTests
//   a Host that nginx lets through ................... IntegrationTests.BareResponderTests
//   a visitor who goes away .......................... IntegrationTests.ServiceTests
//   a missing, old or foreign form token ............. IntegrationTests.FormTokenTests, AssemblyTests.FormRefusalTests
//   cookies of another site or key ................... IntegrationTests.FormTokenTests (rotation),
//                                                      CookieTests, LoginTests.SessionSealTests, DeviceTests
//
// FastCGI
//   a silent connection; one byte, then nothing ...... FastCGITests.PeerTests (idlePeers, stallingPeers)
//   an abort in mid-answer ........................... FastCGITests.PeerTests (abortedAnswer, malformed)
//   unknown record type, role or version ............. FastCGITests.PeerTests (malformed)
//   a parameter length of 2 GiB ...................... FastCGITests.PeerTests (malformed)
//   a second BEGIN on a connection ................... FastCGITests.PeerTests (malformed)
//   a flood of GET_VALUES with one name .............. FastCGITests.PeerTests (malformed, flood)
//
// Directory
//   the same faults at the module, with their bounds . LDAPTests.UnreachableTests, LDAPTests.CertificateTests, LDAPTests.BoundTests
//   a pooled connection closed while idle ............ LDAPTests.PoolTests, IntegrationTests.ServiceTests (replacesConnections)
//   each state of a password at each real directory .. DirectoryTests.SlapdPolicyTests, .Directory389Tests, .SambaBindTests
//   several values, options, binary values ........... IntegrationTests.OpenLDAPTests
//   10,000 groups, nested or by a search ............. IntegrationTests.OpenLDAPTests (manyGroups)
//   photos of every size and kind .................... IntegrationTests.PhotoTests
//
// Operations
//   no descriptors left .............................. FastCGITests.DescriptorTests, Faults/descriptors.sh
//   disk full; the clock jumps ....................... Faults/disk.sh, Faults/clock.sh
//   SIGTERM during a bind ............................ IntegrationTests.ServiceTests (finishesLogin)
//   a secret that may not be read .................... a folder in its place here: root may read whatever the mode
//   a secret that others can read .................... SecretsTests.SecretFileTests
//   a socket that exists, too long, a directory ...... FastCGITests.ListeningTests
//
// Every refused login looks, weighs and lasts the same: Refusals, beside this folder.
