/* Two threads with one response, which the header forbids: proof that TSan sees the library. */

#include <closeroom.h>
#include <pthread.h>

static void *set_status(void *response) {
    for (uint32_t at = 0; at < 1000; ++at) {
        closeroom_response_set_status(response, 200 + at % 100, NULL);
    }
    return NULL;
}

int main(void) {
    pthread_t threads[2];
    closeroom_response *response = closeroom_response_new(0);
    for (int at = 0; at < 2; ++at) pthread_create(&threads[at], NULL, set_status, response);
    for (int at = 0; at < 2; ++at) pthread_join(threads[at], NULL);
    closeroom_response_free(response);
    return 0;
}
