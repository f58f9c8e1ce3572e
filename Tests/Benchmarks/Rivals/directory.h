// The two round trips of a login, by libldap alone: search as the service, bind as the person found. Shared by bare.c and
// pairs.c. What it is not: safe. Nothing is escaped, no wait is bounded, no answer is judged beyond right and wrong, and
// a connection that is lost stays lost. Not for use with a directory that matters.
#pragma once
#include <ldap.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct directory {
    LDAP *searching, *trying; // bound as the service; bound as whoever was last tried
};

struct person {
    char dn[256], name[128], mail[128], uid[64];
};

static inline const char *setting(const char *name) {
    const char *value = getenv(name);
    if (!value) {
        fprintf(stderr, "%s is not set\n", name);
        exit(2);
    }
    return value;
}

static inline int bind_simply(LDAP *ld, const char *dn, const char *password) {
    struct berval credential = {strlen(password), (char *)password};
    return ldap_sasl_bind_s(ld, dn, LDAP_SASL_SIMPLE, &credential, NULL, NULL, NULL);
}

// The authority's certificate goes to $LDAPTLS_CACERT, which libldap reads by itself.
static inline LDAP *connected(void) {
    LDAP *ld = NULL;
    int version = LDAP_VERSION3;
    if (ldap_initialize(&ld, setting("BENCH_LDAP_URL")) != LDAP_SUCCESS) exit(2);
    ldap_set_option(ld, LDAP_OPT_PROTOCOL_VERSION, &version);
    ldap_set_option(ld, LDAP_OPT_REFERRALS, LDAP_OPT_OFF);
    int code = bind_simply(ld, setting("BENCH_SERVICE_DN"), setting("BENCH_SERVICE_PASSWORD"));
    if (code != LDAP_SUCCESS) {
        fprintf(stderr, "the directory: %s\n", ldap_err2string(code));
        exit(2);
    }
    return ld;
}

// One after the other: libldap sets up TLS with the first, and does not like to be asked twice at once for that.
static inline struct directory open_directory(void) {
    static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&turn);
    struct directory directory = {connected(), connected()};
    pthread_mutex_unlock(&turn);
    return directory;
}

static inline void copy_value(LDAP *ld, LDAPMessage *entry, const char *attribute, char *to, size_t room) {
    struct berval **values = ldap_get_values_len(ld, entry, attribute);
    snprintf(to, room, "%.*s", values ? (int)values[0]->bv_len : 0, values ? values[0]->bv_val : "");
    ldap_value_free_len(values);
}

// find: 1 where exactly one entry has the name. Asks for what a token tells.
static inline int find(const struct directory *directory, const char *username, struct person *person) {
    char filter[512];
    char *attributes[] = {"uid", "displayName", "mail", NULL};
    snprintf(filter, sizeof filter, "(&(objectClass=inetOrgPerson)(|(uid=%s)(mail=%s)))", username, username);
    LDAPMessage *answer = NULL;
    int code = ldap_search_ext_s(directory->searching, setting("BENCH_BASE"), LDAP_SCOPE_SUBTREE, filter, attributes, 0,
        NULL, NULL, NULL, 2, &answer);
    LDAPMessage *entry = code == LDAP_SUCCESS ? ldap_first_entry(directory->searching, answer) : NULL;
    if (entry) {
        char *dn = ldap_get_dn(directory->searching, entry);
        snprintf(person->dn, sizeof person->dn, "%s", dn ? dn : "");
        ldap_memfree(dn);
        copy_value(directory->searching, entry, "uid", person->uid, sizeof person->uid);
        copy_value(directory->searching, entry, "displayName", person->name, sizeof person->name);
        copy_value(directory->searching, entry, "mail", person->mail, sizeof person->mail);
    }
    ldap_msgfree(answer);
    return entry != NULL;
}

// is_right: 1 where the directory takes the password.
static inline int is_right(const struct directory *directory, const struct person *person, const char *password) {
    int code = bind_simply(directory->trying, person->dn, password);
    if (code != LDAP_SUCCESS && code != LDAP_INVALID_CREDENTIALS) {
        fprintf(stderr, "the directory: %s\n", ldap_err2string(code));
        exit(2);
    }
    return code == LDAP_SUCCESS;
}
