package main

// The signer of the official SDK, on the bytes of anybody's request: everything that is hashed or
// joined here is so by its code.

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common"
	tchttp "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/http"
)

type signing struct {
	request
	SignatureMethod, SecretId, SecretKey string
}

// sign says what the header Authorization, or v1's parameter Signature, of these bytes must be.
func sign(given signing) (string, error) {
	client, recorder := newClient(given.Host, settings{
		SecretId: given.SecretId, SecretKey: given.SecretKey,
		SignatureMethod: given.SignatureMethod, HttpMethod: given.Method,
	})
	switch {
	case given.SignatureMethod != tc3:
		return signV1(client, given)
	case given.Method == http.MethodPost:
		err := client.Send(rawRequest(given), &tchttp.BaseResponse{})
		return recorder.sent.Headers["authorization"], err
	default:
		return "", errors.New("the SDK spells the query of a GET itself, whatever was sent")
	}
}

// rawRequest is a POST whose body is sent as it is: what the SDK has for binary data,
// with the content type that was sent.
func rawRequest(given signing) tchttp.Request {
	raw := new(tchttp.BaseRequest).Init().WithApiInfo(service, version, "")
	raw.WithContentType("application/octet-stream").SetBody([]byte(given.Body))
	raw.SetHeader(map[string]string{
		"Content-Type":   given.Headers["content-type"],
		"X-TC-Timestamp": given.Headers["x-tc-timestamp"],
	})
	return raw
}

func signV1(client *common.Client, given signing) (string, error) {
	form := given.Body
	if given.Method == http.MethodGet {
		_, form, _ = strings.Cut(given.Target, "?")
	}
	values, err := url.ParseQuery(form)
	if err != nil {
		return "", err
	}
	values.Del("Signature")
	signed := &sentParameters{BaseRequest: new(tchttp.BaseRequest).Init(), values: values}
	err = client.Send(signed, &tchttp.BaseResponse{})
	return signed.last["Signature"], err
}

// sentParameters is a request of these parameters and no others: what the SDK adds before it signs
// goes into a copy, and into the last copy goes the signature.
type sentParameters struct {
	*tchttp.BaseRequest
	values url.Values
	last   map[string]string
}

func (r *sentParameters) GetParams() map[string]string {
	r.last = map[string]string{}
	for name := range r.values {
		r.last[name] = r.values.Get(name)
	}
	return r.last
}
